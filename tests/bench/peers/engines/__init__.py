"""One file an engine. Each has a class Engine(tools, work): see engines/backfile.py, the shortest."""
