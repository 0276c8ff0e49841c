// Types only: nothing here exists at run time.
module.exports = {}
