"""Start, watch and stop the processes of the house.

Own, because what exists either ends everything when one child dies or is not there
on a fresh machine. A child that dies is started again; a child never outlives us.
"""
