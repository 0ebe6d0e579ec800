"""Chinese words for every state and option, a module for each noun.

Nothing is imported here: a start pays only for the words that it shows.
"""
