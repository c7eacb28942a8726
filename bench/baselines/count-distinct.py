import csv
import sys

with open(sys.argv[1], newline="") as file:
    keys = {row[0] for row in csv.reader(file)}
assert len(keys) == int(sys.argv[2]), len(keys)
