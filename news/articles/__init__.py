"""From the bytes of a page to what the journalist wrote, or why it is no article."""
