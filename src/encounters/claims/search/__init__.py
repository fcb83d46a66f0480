"""The search behind `encounters find`, in the order in which it works.

model     what may be asked, and what is found
prior     how simple a reading is, in bits
bounds    the printed number as bounds on sums and ratios
axes      the selections tried: blocks of categories, and the wholes they are shares of
timeline  the months on hand as places, and which dataset answers in each fiscal year
cube      counts of a block by month, from the rows of one vintage of one dataset
space     every vintage of a group of selections as running totals
windows   which windows are natural, and the windows near a given one
collect   how many readings match at each simplicity, and the best of them
sums      totals, averages, paces and peaks over all windows
pairs     changes and ratios of like periods, and shares
readings  what was found, in the program's own words
"""
