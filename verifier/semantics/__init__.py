"""What a badge says: rubric, evidence, stack, endorsements, as typed facts and findings."""
