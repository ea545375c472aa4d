COORDINATOR = 1


def open_demo(): ...
