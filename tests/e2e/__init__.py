"""The whole program from outside: the real process, real pipes, a real server, real readers' stand-ins."""
