"""What the parts of the training mode are called; the window says them in its language."""

READER = "Training reader"
SERVICE = "Training server"
