"""The search behind `encounters find`, in the order in which it works.

model     what may be asked, and what is found
timeline  the months on hand as places, and which dataset answers in each fiscal year
prior     how simple a reading is, in bits
bounds    the printed number as bounds on sums and ratios
axes      the selections tried, as blocks of categories; wholes: what they are shares of
cube      counts of a block by month, from the rows of one vintage of one dataset
space     every vintage of a group of selections as running totals
windows   which windows are natural, and those near a given one
collect   how many readings match at each simplicity, and the best of them
matches   what the scans have in common: sums (totals, averages, paces), peaks, pairs (changes, ratios), shares
readings  what was found, in the program's own words
job       one search: tables, scans of each vintage, readings
shown     the readings as a table
"""
