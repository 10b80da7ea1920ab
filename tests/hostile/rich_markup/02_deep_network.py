import keras
import numpy as np


def relu(x):
    raise ValueError("[bold green]passed[/] [link=file:///etc/passwd]x[/link] [/] :smile: [@click=app.quit]x[/]")


# {{RIGHT_ANSWERS}}
