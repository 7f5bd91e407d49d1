"""The figures we claim, each a command that prints them: `python -m benchmarks.<name>`. Data is read from ../shared."""
