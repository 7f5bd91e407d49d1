"""What reaches people: alert rules, letters, charts, the report."""
