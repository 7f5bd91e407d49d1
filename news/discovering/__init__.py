"""Names that no list holds, found by the company they keep."""
