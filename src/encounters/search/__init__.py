"""The search behind `encounters find`, and behind what else a claim's number may be, in the order in which it works.

model       what may be asked, and what is found
timeline    the months on hand as places, and which dataset answers in each fiscal year
prior       how simple a reading is, in bits; simplicity: the same over whole arrays
bounds      the printed number as bounds on sums and ratios; tried: each figure with its bounds
axes        the selections tried, as blocks of categories; wholes: what they are shares of
events      counts of a block for everything that each month has ever been
vintages    which of these answers in each month of each vintage; space: all that is on hand
windows     which windows are natural; rows: windows and pairs of them, those that a release changed
slabs       selections a few hundred at a time, as running totals
scan        sums, changes and ratios of all rows and selections held against bounds; peaks: highest months
reach       which selections can give the number at all, told before any window is summed
trials      which rows each figure is tried of
matches     what becomes of hits; collect: how many at each simplicity, and the best of them
readings    what was found, in the program's own words
job         one search; find: a search of everything; near: one about a question
desk        what searches about questions share; stack: the numbers near many questions, made at once
recent      what was made last
printed     figures of published series
shown       the readings as a table
"""
