"""The training server: an embedded stand-in for the service, and the conformance double of the tests.

An independent reading of the vendor's public API documentation (apidocs.intserv.se): it imports nothing of the product.
It holds invented data, in memory, and listens on the loopback address alone. Beside it lie the practice cards and the
child process that the window's training mode is made of. Nothing is imported here: the window begins its training mode
before its first paint, and the server must not be loaded for that.
"""
