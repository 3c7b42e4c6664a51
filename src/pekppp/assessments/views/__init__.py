"""Pages of F-01 and F-02."""
