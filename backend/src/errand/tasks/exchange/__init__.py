"""Taking tasks elsewhere and bringing them in: iCalendar, CSV, and JSON of everything."""
