"""The network, and the plan of what to get."""
