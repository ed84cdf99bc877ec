"""One module an environment: demo, test, production; all start from base."""
