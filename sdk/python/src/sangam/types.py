"""The types of what the server answers with, and takes."""

from .generated.types import *  # noqa: F401,F403
