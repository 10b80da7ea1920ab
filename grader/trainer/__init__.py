"""The trainer: a trusted process that rebuilds described models, predicts and trains.

`process` runs in that process; `pool` and `measure` run in the command. No learner code runs here.
"""
