"""Practice checks of live functions, in a notebook's kernel.

`check`, `namespace`, `unchanged`, `calls` and `helper` run in the kernel, beside learner code. They
know questions, and no expected results. `service` and what it imports run in a process of their
own, which judges what the kernel sends as plain data.
"""
