"""Who and what the world knows: countries, cities, organisations, leaders, in the forms that newspapers use."""
