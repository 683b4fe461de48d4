"""The pure core: topologies and how they differ."""
