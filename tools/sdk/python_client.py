def client_files(description):
    return {}
