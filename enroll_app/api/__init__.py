"""The access-control service over HTTP. Imports nothing by itself: `client` loads httpx and ssl."""
