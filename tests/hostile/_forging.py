"""Shared by the forging cases: functions that write frames in place of the runner.

The harness inserts this text where a case contains `# {{FORGING}}`. It is not run by itself.
"""

import numpy as np


def to_wire(message, raw=False):
    """Write a frame to whatever socket or pipe this process holds."""
    import msgspec
    import os
    import stat
    import struct

    body = message if isinstance(message, bytes) else msgspec.msgpack.encode(message)
    data = memoryview(body if raw else struct.pack(">I", len(body)) + body)
    for fd in range(3, 256):
        try:
            mode = os.fstat(fd).st_mode
            if stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode):
                left = data
                while left:
                    left = left[os.write(fd, left) :]
        except OSError:
            pass


def calls_left():
    """Return the job, and the indices of the calls from the current one to the last of its task."""
    import sys

    frame = sys._getframe()
    while "job" not in frame.f_locals or "number" not in frame.f_locals:
        frame = frame.f_back
    job, first = frame.f_locals["job"], frame.f_locals["number"]
    function = job.calls[first].function
    return job, [n for n in range(first, len(job.calls)) if job.calls[n].function == function]


def take_over(answer):
    """Answer the rest of the task's calls with `answer`, in place of the runner, and exit."""
    import os

    _, numbers = calls_left()
    for number in numbers:
        if number != numbers[0]:
            to_wire({"type": "call_started", "call": number})
        to_wire({**answer, "call": number})
    os._exit(0)


def take_over_model(make):
    """Answer the rest of the task's calls with the models whose layers `make` forges, and exit."""
    import os

    job, numbers = calls_left()
    for number in numbers:
        n_inputs, hidden = job.calls[number].arguments
        model = {"type": "model", "type_name": "Sequential", "built": True}
        model |= {"input_shape": [n_inputs.value], "predictions": pack((16, 1), 1.0)}
        model |= {"layers": make(n_inputs.value, [*hidden.values, 1])}
        if number != numbers[0]:
            to_wire({"type": "call_started", "call": number})
        to_wire({"type": "call_returned", "call": number, "returned": {"value": model}})
    os._exit(0)


def pack(shape, fill=0.0):
    array = np.full(shape, fill, "float32")
    return {"type": "array", "dtype": "float32", "shape": list(shape), "data": array.tobytes()}


def dense(units, weights=(), activation=None):
    name = activation or ("linear" if units == 1 else "relu")
    return {"kind": "Dense", "type_name": "Dense", "units": units, "activation": {"name": name},
            "weights": list(weights)}
