"""The optimiser says nothing, wherever it is used."""

from drieluik.core.editing.solver import Model
from drieluik.core.solving import quiet_solver


def test_a_solver_prints_nothing_from_the_moment_it_is_made(capfd):
    solver = quiet_solver()
    solver.addVar(0, 4)
    solver.changeColCost(0, -1.0)
    solver.run()

    assert solver.getInfo().objective_function_value == -4
    assert capfd.readouterr() == ("", "")


def test_a_model_of_suspect_cells_prints_nothing(capfd):
    model = Model()
    first, second = model.yes_or_no(), model.yes_or_no()
    model.require({first: 1, second: 1}, at_least=1)

    assert model.least({first: 2, second: 1}) == (1.0, [0.0, 1.0])
    assert capfd.readouterr() == ("", "")
