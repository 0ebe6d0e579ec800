"""What the office makes of bundles from many laptops: order, revisions, questions, gaps. Pure."""
