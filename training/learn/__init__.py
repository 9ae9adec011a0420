"""Learning half of the training kit: composites, detector, training, export."""
