"""The trainer: a trusted process that rebuilds described models, predicts and trains.

`process` and `trials` run in that process; `pool`, `measure` and `gaps` run in the command. No
learner code runs here.
"""
