"""When something was published: dates as they are written, and where a page says them."""
