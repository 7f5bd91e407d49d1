"""What is known about news: settings, feeds, pages, dates, scripts, names, likeness. Pure, but for `web`."""
