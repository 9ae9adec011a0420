"""The way of a frame in the FastAPI program that this one replaces: JSON in, base64 and JPEG decoded, acknowledged.

Written for the benchmark as what to compare with; it neither detects nor sells. One process with one event loop, as the
original was run.
"""

import base64
import json

import cv2
import numpy as np
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

cv2.setNumThreads(1)
app = FastAPI()


def decode(frame: str) -> np.ndarray | None:
    """A picture in base64, with or without a `data:` prefix, as BGR pixels; None when it is none."""
    encoded = frame.partition(",")[2] or frame
    return cv2.imdecode(np.frombuffer(base64.b64decode(encoded), np.uint8), cv2.IMREAD_COLOR)


@app.websocket("/ws/{session_id}")
async def counter(websocket: WebSocket, session_id: str) -> None:
    await websocket.accept()
    try:
        while True:
            message = json.loads(await websocket.receive_text())
            if message.get("type") == "ping":
                await websocket.send_json({"type": "pong"})
            elif message.get("type") == "frame":
                picture = decode(message["frame"])
                kind = "error" if picture is None else "frame_received"
                await websocket.send_json(
                    {"type": kind, "timestamp": message.get("timestamp"), "seq": message.get("seq")}
                )
    except WebSocketDisconnect:
        pass
