"""When, and in what order: the cycle in plain Python, and its Prefect flow."""
