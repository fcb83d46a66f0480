"""From a document to the claims it makes: rules that a person can read and change, no model, no network.

read        bytes of txt, md, html, docx and pdf to blocks of text that know where they stand
numbers     the printed numbers of a block
cues        the words that tell a figure, a scope, a number about something else: one table
periods     the months that words name
context     what the words around a number say of it, and how near they stand
candidates  the readings that they allow, cheapest first
trial       the readings tried on the data
searched    the last resort: numbers that no reading gives, looked up in all that CBP published
draft       a document to its numbers, each with its reading and its verdict
written     the claims file
"""
