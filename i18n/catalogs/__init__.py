"""The catalogs, one `<language>.po` each, and the tools that keep them whole."""
