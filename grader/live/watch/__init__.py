"""`grade watch`: grades a learner's files as they are saved.

```
events ──> lookout ──> checker ──> loop ──> screen, lines or json_lines
files      what was    what has    the      what the learner sees
changed    saved, once changed is  state
           it is whole run         (view)
```

The lookout has a thread, and so has each worker of the checker. The loop has the command's thread.
"""
