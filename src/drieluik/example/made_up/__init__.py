"""Where the made-up figures come from: chance with a fixed seed, and plans per corporation.

Comes in: a seed and ``data/stock.yaml``. Goes out: stock, lettings, seekers and amounts that fit
together over the periods. Nothing here is a figure of the organisations named.
"""

from drieluik.example.made_up.arrears import arrears
from drieluik.example.made_up.building_plans import building_plans
from drieluik.example.made_up.care import accessible_dwellings, adaptations, placements
from drieluik.example.made_up.chance import chance
from drieluik.example.made_up.energy import energy
from drieluik.example.made_up.guarantees import guarantees
from drieluik.example.made_up.lettings import LettingHistory, letting_history
from drieluik.example.made_up.liveability import liveability_spending
from drieluik.example.made_up.plans import PERIODS, Plan, plan, plans_of
from drieluik.example.made_up.potential_sales import potential_sales
from drieluik.example.made_up.seekers import seeker_history
from drieluik.example.made_up.stock import in_stock, stock_history
from drieluik.example.made_up.stock_changes import stock_changes

__all__ = [
    "PERIODS",
    "LettingHistory",
    "Plan",
    "accessible_dwellings",
    "adaptations",
    "arrears",
    "building_plans",
    "chance",
    "energy",
    "guarantees",
    "in_stock",
    "letting_history",
    "liveability_spending",
    "placements",
    "plan",
    "plans_of",
    "potential_sales",
    "seeker_history",
    "stock_changes",
    "stock_history",
]
