"""`errand doctor`: looks an installation over and says what is wrong with it."""
