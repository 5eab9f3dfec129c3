"""Stand-ins for hardware: a virtual card, the real smart-card service, a pair of pseudo-terminals."""
