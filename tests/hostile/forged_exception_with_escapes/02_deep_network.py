import keras
import numpy as np


# {{FORGING}}


def relu(x):
    text = chr(27) + "[2J\n::error::all passed\r<script>alert(1)</script>" + chr(0x202E)
    problem = {"kind": "exception", "type_name": text, "message": text, "file": text, "line": 1, "source": text}
    take_over({"type": "call_failed", "problem": problem})


# {{RIGHT_ANSWERS}}
