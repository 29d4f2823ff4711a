"""What `make up` starts and stops on one machine: PostgreSQL, the pages, the API."""
