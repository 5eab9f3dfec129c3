"""The readers' place: what is attached, what each reader does to a number, and the page that learns it."""
