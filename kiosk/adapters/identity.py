"""Time, randomness and uuid7 keys."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

random_bytes = os.urandom

_lock = threading.Lock()
_last = 0


def now() -> datetime:
    return datetime.now(UTC)


def new_key() -> UUID:
    """A uuid7; within one process each is greater than the one before, even if the clock steps back."""
    global _last
    with _lock:
        _last = max(time.time_ns() // 1_000_000 * 4096 + int.from_bytes(os.urandom(1)), _last + 1)
        stamp = _last
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    milliseconds, counter = divmod(stamp, 4096)
    return UUID(int=milliseconds << 80 | 7 << 76 | counter << 64 | 2 << 62 | random)
