"""The first start: what a desk has to know before it can enroll, asked once."""
