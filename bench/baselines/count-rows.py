import csv
import sys

with open(sys.argv[1], newline="") as file:
    rows = sum(1 for row in csv.reader(file))
assert rows == int(sys.argv[2]), rows
