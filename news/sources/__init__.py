"""What sources publish: feeds, sitemaps, front pages and lists, and when to ask again."""
