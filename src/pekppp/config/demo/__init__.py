"""The fictional regency that `pekppp demo` shows. It stands on the services of every app, so it lives at the top."""
