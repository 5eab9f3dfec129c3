"""Enroll: tap a card, name its holder, and the doors know."""

__version__ = "0.1.0"
